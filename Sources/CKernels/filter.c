#include "kernels.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include "lanes.h"

#include <string.h>

struct vouch_filter {
    int channels, stride_down, stride_across;
    float *weights;  // 9 a channel
    float *bias;
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
    free(filter);
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

static inline place place_of(long column, int stride, long width) {
    place place;
    for (int across = 0; across < 3; across++) {
        place.start[across] = column * stride + across - 1;
        place.lanes[across] = within(place.start[across], width);
        place.further[across] = within(place.start[across] + LANES, width);
    }
    return place;
}

// A strip of a row; zeros where the image has no such row.
static inline strip strip_of(const float *plane, long row, long height, long width, const place *place, int stride) {
    const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    strip strip;
    for (int across = 0; across < 3; across++) {
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

static inline __m512 weighed(__m512 sum, const strip *strip, const __m512 weights[3]) {
    for (int across = 0; across < 3; across++) sum = _mm512_fmadd_ps(strip->seen[across], weights[across], sum);
    return sum;
}

// Sixteen columns of a channel from top to bottom: each row is loaded once and seen by up to three rows below it.
static inline void filter_columns(const float *plane, float *to, long height, long width, long column, long columns,
                                  const __m512 weights[3][3], __m512 bias, int down, int across) {
    place place = place_of(column, across, width);
    __mmask16 lanes = first_lanes(columns - column);
    strip above = strip_of(plane, -1, height, width, &place, across);
    strip middle = strip_of(plane, 0, height, width, &place, across);
    for (long row = 0; row < (height - 1) / down + 1; row++) {
        strip below = strip_of(plane, row * down + 1, height, width, &place, across);
        __m512 sum = weighed(weighed(weighed(bias, &above, weights[0]), &middle, weights[1]), &below, weights[2]);
        _mm512_mask_storeu_ps(to + row * columns + column, lanes, sum);
        above = down == 1 ? middle : below;
        middle = down == 1 ? below : strip_of(plane, row * down + 2, height, width, &place, across);
    }
}

static void filter_plane(const vouch_filter *filter, int channel, const float *plane, float *to, long height,
                         long width) {
    __m512 weights[3][3];
    for (int cell = 0; cell < 9; cell++)
        weights[cell / 3][cell % 3] = _mm512_set1_ps(filter->weights[channel * 9 + cell]);
    __m512 bias = _mm512_set1_ps(filter->bias[channel]);
    long columns = vouch_filter_width(filter, width);
    for (long column = 0; column < columns; column += LANES) {
        if (filter->stride_across == 1)
            filter_columns(plane, to, height, width, column, columns, weights, bias, filter->stride_down, 1);
        else
            filter_columns(plane, to, height, width, column, columns, weights, bias, filter->stride_down, 2);
    }
}

END_AVX512

void vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {
    long size = vouch_filter_height(filter, height) * vouch_filter_width(filter, width);
    for (long plane = 0; plane < images * filter->channels; plane++)
        filter_plane(filter, (int)(plane % filter->channels), x + plane * height * width, y + plane * size, height,
                     width);
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
void vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {}

#endif
