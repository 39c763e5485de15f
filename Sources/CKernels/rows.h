// Convolutions as weighted sums of rows: each tap of a filter is a row of an image, moved sideways by its pointer.
#ifndef VOUCH_ROWS_H
#define VOUCH_ROWS_H

#include "lanes.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_INLINE static inline __attribute__((always_inline))
// Unrolls a loop whole, so that the sums it counts up stay in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

// Twelve outputs by two vectors of columns fill the registers with sums, and every network's outputs are dozens.
enum { DOZEN = 12, WIDE = 2 * LANES };

// Weights of `outputs` sums over `taps` rows, dozen by dozen: of each tap the weights of twelve outputs side by side.
typedef struct {
    int taps, outputs;
    float *weights;
    float *bias;
} sums;

// Room for zeros beside a row, so that taps may reach over its ends and loads over its last lane.
enum { MARGIN = LANES, OVERHANG = WIDE + LANES };

// Floats a row of `width` takes with its room.
static inline long padded(long width) { return MARGIN + (width + LANES - 1) / LANES * LANES + OVERHANG; }

static inline float *floats(size_t count) { return aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64); }

static inline void sums_free(sums *sums) {
    free(sums->weights);
    free(sums->bias);
}

static inline float *sums_weight(const sums *sums, int output, int tap) {
    return sums->weights + ((size_t)(output / DOZEN) * sums->taps + tap) * DOZEN + output % DOZEN;
}

// Makes room for sums; outputs beyond the last dozen's end weigh nothing. False where memory is short.
static inline bool sums_make(sums *sums, int outputs, int taps) {
    size_t dozens = (size_t)(outputs + DOZEN - 1) / DOZEN;
    sums->outputs = outputs;
    sums->taps = taps;
    sums->weights = floats(dozens * taps * DOZEN);
    sums->bias = floats(dozens * DOZEN);
    if (!sums->weights || !sums->bias) return false;
    memset(sums->weights, 0, sizeof(float) * dozens * taps * DOZEN);
    memset(sums->bias, 0, sizeof(float) * dozens * DOZEN);
    return true;
}

// Sums with the weights of a convolution, one row an output; without offsets where `bias` is none.
static inline bool sums_fill(sums *sums, int outputs, int taps, const float *weights, const float *bias) {
    if (!sums_make(sums, outputs, taps)) return false;
    for (int output = 0; output < outputs; output++) {
        if (bias) sums->bias[output] = bias[output];
        for (int tap = 0; tap < taps; tap++)
            *sums_weight(sums, output, tap) = weights[(size_t)output * taps + tap];
    }
    return true;
}

BEGIN_AVX512

// Up to 32 columns of twelve outputs, of which `there` are wanted. `low` and `high` say which lanes exist.
ROWS_INLINE void sum_columns(const float *const *rows, int taps, const float *weights, const float *bias, long column,
                             __mmask16 low, __mmask16 high, bool whole, float *to, long stride, int there,
                             bool positive) {
    __m512 near[DOZEN], far[DOZEN];
    UNROLLED for (int i = 0; i < DOZEN; i++) near[i] = far[i] = _mm512_set1_ps(bias[i]);
    for (int tap = 0; tap < taps; tap++, weights += DOZEN) {
        const float *row = rows[tap] + column;
        __m512 first = whole ? _mm512_loadu_ps(row) : _mm512_maskz_loadu_ps(low, row);
        __m512 second = whole ? _mm512_loadu_ps(row + LANES) : _mm512_maskz_loadu_ps(high, row + LANES);
        UNROLLED for (int i = 0; i < DOZEN; i++) {
            __m512 weight = _mm512_set1_ps(weights[i]);
            near[i] = _mm512_fmadd_ps(first, weight, near[i]);
            far[i] = _mm512_fmadd_ps(second, weight, far[i]);
        }
    }
    __m512 least = _mm512_set1_ps(positive ? 0 : -__FLT_MAX__);
    UNROLLED for (int i = 0; i < DOZEN; i++) {
        _mm512_mask_storeu_ps(to + i * stride + column, i < there ? low : 0, _mm512_max_ps(near[i], least));
        _mm512_mask_storeu_ps(to + i * stride + column + LANES, i < there ? high : 0, _mm512_max_ps(far[i], least));
    }
}

// One row of every output: `to` and every `stride` floats beyond. `positive` cuts off what is below zero.
static inline void sum_rows(const sums *sums, const float *const *rows, long width, float *to, long stride,
                            bool positive) {
    for (long column = 0; column < width; column += WIDE) {
        __mmask16 low = first_lanes(width - column), high = first_lanes(width - column - LANES);
        for (int output = 0; output < sums->outputs; output += DOZEN) {
            const float *weights = sums_weight(sums, output, 0), *bias = sums->bias + output;
            int there = sums->outputs - output;
            if (column + WIDE <= width)
                sum_columns(rows, sums->taps, weights, bias, column, 0xFFFF, 0xFFFF, true, to + output * stride, stride,
                            there, positive);
            else
                sum_columns(rows, sums->taps, weights, bias, column, low, high, false, to + output * stride, stride,
                            there, positive);
        }
    }
}

// The mean of a plane.
static inline float mean(const float *plane, long count) {
    __m512 sums[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps()};
    double total = 0;
    for (long start = 0; start < count; start += 4 * LANES) {
        for (int i = 0; i < 4; i++) {
            __mmask16 lanes = first_lanes(count - start - i * LANES);
            sums[i] = _mm512_add_ps(sums[i], _mm512_maskz_loadu_ps(lanes, plane + start + i * LANES));
        }
    }
    for (int i = 0; i < 4; i++) total += _mm512_reduce_add_ps(sums[i]);
    return (float)(total / (double)count);
}

// A plane times a number, in its place.
static inline void scale_plane(float *plane, long count, float factor) {
    __m512 factors = _mm512_set1_ps(factor);
    for (long start = 0; start < count; start += LANES) {
        __mmask16 lanes = first_lanes(count - start);
        __m512 value = _mm512_maskz_loadu_ps(lanes, plane + start);
        _mm512_mask_storeu_ps(plane + start, lanes, _mm512_mul_ps(value, factors));
    }
}

END_AVX512

#endif
