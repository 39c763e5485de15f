#include "gate.h"
#include "kernels.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include "rows.h"

#include <string.h>

struct vouch_filter {
    int channels, stride_down, stride_across;
    float *weights;  // 9 a channel
    float *bias;
    bool gated;
    gate gate;
};

vouch_filter *vouch_filter_make(int channels, const float *weights, const float *bias, int stride_down,
                                int stride_across) {
    if (channels <= 0 || stride_down < 1 || stride_down > 2 || stride_across < 1 || stride_across > 2) return NULL;
    vouch_filter *filter = calloc(1, sizeof *filter);
    if (!filter) return NULL;
    filter->channels = channels;
    filter->stride_down = stride_down;
    filter->stride_across = stride_across;
    filter->weights = malloc(sizeof(float) * 9 * channels);
    filter->bias = malloc(sizeof(float) * channels);
    if (!filter->weights || !filter->bias) {
        vouch_filter_free(filter);
        return NULL;
    }
    memcpy(filter->weights, weights, sizeof(float) * 9 * channels);
    memcpy(filter->bias, bias, sizeof(float) * channels);
    return filter;
}

void vouch_filter_free(vouch_filter *filter) {
    free(filter->weights);
    free(filter->bias);
    if (filter->gated) gate_free(&filter->gate);
    free(filter);
}

bool vouch_filter_gate(vouch_filter *filter, vouch_gate gate, const float *gate_numbers) {
    filter->gated = true;
    return gate_make(&filter->gate, filter->channels, gate, gate_numbers);
}

int vouch_filter_channels(const vouch_filter *filter) { return filter->channels; }

long vouch_filter_height(const vouch_filter *filter, long height) { return (height - 1) / filter->stride_down + 1; }

long vouch_filter_width(const vouch_filter *filter, long width) { return (width - 1) / filter->stride_across + 1; }

// Sixteen columns of a row as each of the filter's three columns sees them.
typedef struct {
    __m512 seen[3];
} strip;

// Where a strip stands: its first column in the image, and which lanes of each load lie within the image.
typedef struct {
    long start[3];
    __mmask16 lanes[3], further[3];
} place;

BEGIN_AVX512

// The lanes that lie within a row of `width`, from `start` on.
static inline __mmask16 within(long start, long width) {
    __mmask16 lanes = first_lanes(width - start);
    return start < 0 ? lanes & (__mmask16)(0xFFFFu << -start) : lanes;
}

static place place_of(long column, int stride, long width) {
    place place;
    for (int across = 0; across < 3; across++) {
        place.start[across] = column * stride + across - 1;
        place.lanes[across] = within(place.start[across], width);
        place.further[across] = within(place.start[across] + LANES, width);
    }
    return place;
}

// A strip of a row; zeros where the image has no such row.
ROWS_INLINE strip strip_of(const float *plane, long row, long height, long width, const place *place, int stride) {
    const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    strip strip;
    UNROLLED for (int across = 0; across < 3; across++) {
        const float *from = plane + row * width + place->start[across];
        if (row < 0 || row >= height) {
            strip.seen[across] = _mm512_setzero_ps();
        } else if (stride == 1) {
            strip.seen[across] = _mm512_maskz_loadu_ps(place->lanes[across], from);
        } else {
            __m512 near = _mm512_maskz_loadu_ps(place->lanes[across], from);
            __m512 far = _mm512_maskz_loadu_ps(place->further[across], from + LANES);
            strip.seen[across] = _mm512_permutex2var_ps(near, even, far);
        }
    }
    return strip;
}

ROWS_INLINE __m512 weighed(__m512 sum, const strip *strip, const __m512 weights[3]) {
    UNROLLED for (int across = 0; across < 3; across++)
        sum = _mm512_fmadd_ps(strip->seen[across], weights[across], sum);
    return sum;
}

// Two rows of outputs below each other; what lies between them is loaded once where they are next to each other.
ROWS_INLINE void filter_rows(const float *plane, float *to, long row, long height, long width, const place *places,
                             long columns, const __m512 weights[3][3], __m512 bias, int down, int across) {
    for (long column = 0; column < columns; column += LANES) {
        const place *place = &places[column / LANES];
        __mmask16 lanes = first_lanes(columns - column);
        strip seen[5];
        UNROLLED for (int i = 0; i < 3 + down; i++)
            seen[i] = strip_of(plane, row * down + i - 1, height, width, place, across);
        UNROLLED for (int i = 0; i < 2; i++) {
            __m512 sum = bias;
            UNROLLED for (int k = 0; k < 3; k++) sum = weighed(sum, &seen[i * down + k], weights[k]);
            if ((row + i) * down < height) _mm512_mask_storeu_ps(to + (row + i) * columns + column, lanes, sum);
        }
    }
}

ROWS_INLINE void filter_plane(const float *plane, float *to, long height, long width, const place *places,
                              const float *cells, float offset, int down, int across) {
    __m512 weights[3][3], bias = _mm512_set1_ps(offset);
    for (int cell = 0; cell < 9; cell++) weights[cell / 3][cell % 3] = _mm512_set1_ps(cells[cell]);
    long rows = (height - 1) / down + 1, columns = (width - 1) / across + 1;
    for (long row = 0; row < rows; row += 2)
        filter_rows(plane, to, row, height, width, places, columns, weights, bias, down, across);
}

// All planes; steps are told as constants, so that the loops are made for them.
static void filter_image(const vouch_filter *filter, const float *x, float *y, long height, long width,
                         const place *places) {
    long from = height * width, size = vouch_filter_height(filter, height) * vouch_filter_width(filter, width);
    for (int channel = 0; channel < filter->channels; channel++) {
        const float *plane = x + channel * from, *cells = filter->weights + channel * 9;
        float *to = y + channel * size, bias = filter->bias[channel];
        switch (filter->stride_down * 2 + filter->stride_across) {
        case 3: filter_plane(plane, to, height, width, places, cells, bias, 1, 1); break;
        case 4: filter_plane(plane, to, height, width, places, cells, bias, 1, 2); break;
        case 5: filter_plane(plane, to, height, width, places, cells, bias, 2, 1); break;
        default: filter_plane(plane, to, height, width, places, cells, bias, 2, 2); break;
        }
    }
}

static bool gate_image(const vouch_filter *filter, float *y, long size) {
    float *factors = malloc(sizeof(float) * filter->channels);
    if (!factors) return false;
    for (int c = 0; c < filter->channels; c++) factors[c] = mean(y + c * size, size);
    bool isThere = gate_factors(&filter->gate, factors);
    for (int c = 0; isThere && c < filter->channels; c++) scale_plane(y + c * size, size, factors[c]);
    free(factors);
    return isThere;
}

END_AVX512

bool vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {
    long columns = vouch_filter_width(filter, width), size = vouch_filter_height(filter, height) * columns;
    place *places = malloc(sizeof(place) * ((columns + LANES - 1) / LANES));
    bool isThere = places != NULL;
    for (long column = 0; isThere && column < columns; column += LANES)
        places[column / LANES] = place_of(column, filter->stride_across, width);
    for (long image = 0; isThere && image < images; image++) {
        float *to = y + image * filter->channels * size;
        filter_image(filter, x + image * filter->channels * height * width, to, height, width, places);
        if (filter->gated) isThere = gate_image(filter, to, size);
    }
    free(places);
    return isThere;
}

#else

vouch_filter *vouch_filter_make(int channels, const float *weights, const float *bias, int stride_down,
                                int stride_across) {
    return NULL;
}
void vouch_filter_free(vouch_filter *filter) {}
int vouch_filter_channels(const vouch_filter *filter) { return 0; }
long vouch_filter_height(const vouch_filter *filter, long height) { return 0; }
long vouch_filter_width(const vouch_filter *filter, long width) { return 0; }
bool vouch_filter_gate(vouch_filter *filter, vouch_gate gate, const float *gate_numbers) { return false; }
bool vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {
    return false;
}

#endif
