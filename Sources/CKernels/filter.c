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

BEGIN_AVX512

// Numbers from `start` on of a row of `width`, zeros where it has none.
static inline __m512 part(const float *row, long start, long width) {
    __mmask16 lanes = first_lanes(width - start);
    if (start < 0) lanes &= (__mmask16)(0xFFFFu << -start);
    return _mm512_maskz_loadu_ps(lanes, row + start);
}

// Every second number from `start` on.
static inline __m512 every_second(const float *row, long start, long width) {
    const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    return _mm512_permutex2var_ps(part(row, start, width), even, part(row, start + LANES, width));
}

static void filter_row(const vouch_filter *filter, int channel, const float *const rows[3], float *to, long width) {
    const float *weights = filter->weights + channel * 9;
    long count = vouch_filter_width(filter, width);
    for (long x = 0; x < count; x += LANES) {
        __m512 sum = _mm512_set1_ps(filter->bias[channel]);
        for (int down = 0; down < 3; down++) {
            if (!rows[down]) continue;
            for (int across = 0; across < 3; across++) {
                __m512 value = filter->stride_across == 1 ? part(rows[down], x + across - 1, width)
                                                          : every_second(rows[down], 2 * x + across - 1, width);
                sum = _mm512_fmadd_ps(value, _mm512_set1_ps(weights[down * 3 + across]), sum);
            }
        }
        _mm512_mask_storeu_ps(to + x, first_lanes(count - x), sum);
    }
}

END_AVX512

bool vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {
    long rows = vouch_filter_height(filter, height), columns = vouch_filter_width(filter, width);
    for (long plane = 0; plane < images * filter->channels; plane++) {
        const float *from = x + plane * height * width;
        for (long row = 0; row < rows; row++) {
            const float *three[3];
            for (int down = 0; down < 3; down++) {
                long place = row * filter->stride_down + down - 1;
                three[down] = place >= 0 && place < height ? from + place * width : NULL;
            }
            filter_row(filter, (int)(plane % filter->channels), three, y + (plane * rows + row) * columns, width);
        }
    }
    return true;
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
bool vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width) {
    return false;
}

#endif
