#include "kernels.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__x86_64__)
#include "lanes.h"

#include <float.h>
#include <math.h>
#include <string.h>

// A tile of positions goes through both layers at once, so that what lies between them stays in the cache. Six
// vectors of positions by four outputs fill the registers with sums.
enum { VECTORS = 6, OUTPUTS = 4 };

// Inlined, so that what a function is told of the grain is known when it is compiled.
#define INLINE static inline __attribute__((always_inline))

// How finely numbers are coded: in bytes, four inputs at a time, or in words of 16 bits, two at a time.
typedef struct {
    int at_once;           // inputs that share 32 bits
    float codes, weights;  // the greatest code of an input and of a weight
} grain;
static const grain bytes = {4, 255, 127}, words = {2, 4095, 2047};
// The greatest sum of an output's codes that, times the greatest code of an input, fits 32 bits.
static const float most_sum = 520000;

// One layer: `at_once` inputs of four outputs side by side, in the order they are used.
typedef struct {
    int inputs, outputs;
    int32_t *weights;
    float *scale;   // of each output's weights
    float *sum;     // of each output's weights, as they are after coding
    float *offset;  // bias of each output
} layer;

struct vouch_mixer {
    layer first, second;
    bool residual, fine;
};

// Memory of one run, used again by every tile.
typedef struct {
    uint8_t *codes;
    float *hidden;
} workspace;

// A tile: where each vector of positions is read and written, and which of its lanes are there.
typedef struct {
    const float *from[VECTORS];
    float *to[VECTORS];
    __mmask16 lanes[VECTORS];
    long stride;  // from channel to channel
} tile;

// The least a GELU gives is -0.16997.
static const float least_gelu = -0.17f;

bool vouch_kernels_run_here(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

// Puts a code of 8 or 16 bits at its place among those that share 32 bits.
static int32_t placed(long code, int place, const grain *grain) {
    int bits = 32 / grain->at_once;
    return (int32_t)((uint32_t)(code & ((1L << bits) - 1)) << (place * bits));
}

static bool layer_make(layer *layer, int inputs, int outputs, const float *weights, const float *bias,
                       const grain *grain) {
    layer->inputs = inputs;
    layer->outputs = outputs;
    layer->weights = calloc((size_t)inputs / grain->at_once * outputs, sizeof(int32_t));
    layer->scale = malloc(sizeof(float) * outputs);
    layer->sum = malloc(sizeof(float) * outputs);
    layer->offset = malloc(sizeof(float) * outputs);
    if (!layer->weights || !layer->scale || !layer->sum || !layer->offset) return false;
    memcpy(layer->offset, bias, sizeof(float) * outputs);
    for (int output = 0; output < outputs; output++) {
        const float *row = weights + (size_t)output * inputs;
        float most = 0, all = 0;
        for (int input = 0; input < inputs; input++) {
            most = fmaxf(most, fabsf(row[input]));
            all += fabsf(row[input]);
        }
        float scale = most > 0 ? fmaxf(most / grain->weights, all / most_sum) : 1;
        long sum = 0;
        int32_t *block = layer->weights + (size_t)(output / OUTPUTS) * (inputs / grain->at_once) * OUTPUTS;
        for (int input = 0; input < inputs; input++) {
            long code = lrintf(row[input] / scale);
            sum += code;
            block[input / grain->at_once * OUTPUTS + output % OUTPUTS] |= placed(code, input % grain->at_once, grain);
        }
        layer->scale[output] = scale;
        layer->sum[output] = scale * (float)sum;
    }
    return true;
}

static void layer_free(layer *layer) {
    free(layer->weights);
    free(layer->scale);
    free(layer->sum);
    free(layer->offset);
}

vouch_mixer *vouch_mixer_make(int inputs, int hidden, int outputs, const float *first, const float *first_bias,
                              const float *second, const float *second_bias, bool residual, bool fine) {
    if (inputs <= 0 || hidden <= 0 || outputs <= 0 || inputs % 4 || hidden % 4 || outputs % 4) return NULL;
    if (residual && inputs != outputs) return NULL;
    vouch_mixer *mixer = calloc(1, sizeof *mixer);
    if (!mixer) return NULL;
    mixer->residual = residual;
    mixer->fine = fine;
    const grain *grain = fine ? &words : &bytes;
    if (!layer_make(&mixer->first, inputs, hidden, first, first_bias, grain) ||
        !layer_make(&mixer->second, hidden, outputs, second, second_bias, grain)) {
        vouch_mixer_free(mixer);
        return NULL;
    }
    return mixer;
}

void vouch_mixer_free(vouch_mixer *mixer) {
    layer_free(&mixer->first);
    layer_free(&mixer->second);
    free(mixer);
}

int vouch_mixer_inputs(const vouch_mixer *mixer) { return mixer->first.inputs; }

int vouch_mixer_outputs(const vouch_mixer *mixer) { return mixer->second.outputs; }

BEGIN_AVX512

// The low bytes of four vectors, or the low words of two, side by side in each lane.
INLINE __m512i packed(const __m512i codes[4], grain grain) {
    if (grain.at_once == 2) return _mm512_mask_blend_epi16(0xAAAAAAAA, codes[0], _mm512_slli_epi32(codes[1], 16));
    __m512i low = _mm512_mask_blend_epi8(0xAAAAAAAAAAAAAAAA, codes[0], _mm512_slli_epi32(codes[1], 8));
    __m512i high = _mm512_mask_blend_epi8(0xAAAAAAAAAAAAAAAA, codes[2], _mm512_slli_epi32(codes[3], 8));
    return _mm512_mask_blend_epi16(0xAAAAAAAA, low, _mm512_slli_epi32(high, 16));
}

// x times the normal distribution's cumulative function, by the odd polynomial that fits gelu best; error 0.00006.
INLINE __m512 gelu(__m512 x) {
    __m512 near = _mm512_max_ps(_mm512_min_ps(x, _mm512_set1_ps(3.6f)), _mm512_set1_ps(-3.6f));
    __m512 square = _mm512_mul_ps(near, near);
    __m512 sum = _mm512_set1_ps(3.993639797e-08f);
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-2.375514215e-06f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(6.164339790e-05f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-9.318245527e-04f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(9.280172440e-03f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-6.556623907e-02f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(3.985182694e-01f));
    return _mm512_mul_ps(x, _mm512_fmadd_ps(sum, near, _mm512_set1_ps(0.5f)));
}

// Sums of codes times weights for four outputs.
INLINE void multiply(const layer *layer, int output, const uint8_t *codes, __m512i sums[OUTPUTS][VECTORS],
                     grain grain) {
    int steps = layer->inputs / grain.at_once;
    const int32_t *weights = layer->weights + (size_t)output * steps;
    for (int i = 0; i < OUTPUTS; i++)
        for (int v = 0; v < VECTORS; v++) sums[i][v] = _mm512_setzero_si512();
    for (int k = 0; k < steps; k++) {
        const __m512i *column = (const __m512i *)(codes + (size_t)k * VECTORS * 64);
        __m512i inputs[VECTORS];
        for (int v = 0; v < VECTORS; v++) inputs[v] = column[v];
        for (int i = 0; i < OUTPUTS; i++) {
            __m512i weight = _mm512_set1_epi32(weights[(size_t)k * OUTPUTS + i]);
            for (int v = 0; v < VECTORS; v++)
                sums[i][v] = grain.at_once == 4 ? _mm512_dpbusd_epi32(sums[i][v], inputs[v], weight)
                                                : _mm512_dpwssd_epi32(sums[i][v], inputs[v], weight);
        }
    }
}

// Codes one vector of positions; says what a step of its codes is worth and what the code 0 stands for.
INLINE void encode(const tile *tile, int v, int inputs, uint8_t *codes, __m512 *step, __m512 *least,
                   grain grain) {
    __m512 low = _mm512_set1_ps(FLT_MAX), high = _mm512_set1_ps(-FLT_MAX);
    const float *x = tile->from[v];
    for (int channel = 0; channel < inputs; channel++, x += tile->stride) {
        __m512 value = _mm512_maskz_loadu_ps(tile->lanes[v], x);
        low = _mm512_min_ps(low, value);
        high = _mm512_max_ps(high, value);
    }
    __m512 range = _mm512_max_ps(_mm512_sub_ps(high, low), _mm512_set1_ps(1e-20f));
    __m512 steps = _mm512_div_ps(_mm512_set1_ps(grain.codes), range);
    x = tile->from[v];
    for (int k = 0; k < inputs / grain.at_once; k++) {
        __m512i code[4];
        for (int i = 0; i < grain.at_once; i++, x += tile->stride) {
            __m512 above = _mm512_sub_ps(_mm512_maskz_loadu_ps(tile->lanes[v], x), low);
            code[i] = _mm512_cvtps_epi32(_mm512_mul_ps(above, steps));
        }
        _mm512_store_si512(codes + ((size_t)k * VECTORS + v) * 64, packed(code, grain));
    }
    *step = _mm512_mul_ps(range, _mm512_set1_ps(1 / grain.codes));
    *least = low;
}

// The first layer and the GELU; `most` becomes the greatest hidden value of each position.
INLINE void spread(const layer *layer, const workspace *space, const __m512 step[VECTORS],
                   const __m512 least[VECTORS], __m512 most[VECTORS], grain grain) {
    for (int v = 0; v < VECTORS; v++) most[v] = _mm512_setzero_ps();
    for (int output = 0; output < layer->outputs; output += OUTPUTS) {
        __m512i sums[OUTPUTS][VECTORS];
        multiply(layer, output, space->codes, sums, grain);
        for (int i = 0; i < OUTPUTS; i++) {
            __m512 scale = _mm512_set1_ps(layer->scale[output + i]);
            __m512 sum = _mm512_set1_ps(layer->sum[output + i]);
            __m512 offset = _mm512_set1_ps(layer->offset[output + i]);
            float *hidden = space->hidden + (size_t)(output + i) * VECTORS * LANES;
            for (int v = 0; v < VECTORS; v++) {
                __m512 base = _mm512_fmadd_ps(least[v], sum, offset);
                __m512 total = _mm512_cvtepi32_ps(sums[i][v]);
                __m512 value = gelu(_mm512_fmadd_ps(total, _mm512_mul_ps(scale, step[v]), base));
                most[v] = _mm512_max_ps(most[v], value);
                _mm512_store_ps(hidden + v * LANES, value);
            }
        }
    }
}

// Codes the hidden values; `step` becomes what a step of their codes is worth.
INLINE void encode_hidden(int count, const workspace *space, const __m512 most[VECTORS], __m512 step[VECTORS],
                          grain grain) {
    __m512 least = _mm512_set1_ps(least_gelu);
    __m512 steps[VECTORS];
    for (int v = 0; v < VECTORS; v++) {
        __m512 range = _mm512_sub_ps(most[v], least);
        steps[v] = _mm512_div_ps(_mm512_set1_ps(grain.codes), range);
        step[v] = _mm512_mul_ps(range, _mm512_set1_ps(1 / grain.codes));
    }
    for (int k = 0; k < count / grain.at_once; k++) {
        for (int v = 0; v < VECTORS; v++) {
            __m512i code[4];
            for (int i = 0; i < grain.at_once; i++) {
                size_t channel = (size_t)k * grain.at_once + i;
                __m512 value = _mm512_load_ps(space->hidden + (channel * VECTORS + v) * LANES);
                __m512 above = _mm512_max_ps(_mm512_sub_ps(value, least), _mm512_setzero_ps());
                code[i] = _mm512_cvtps_epi32(_mm512_mul_ps(above, steps[v]));
            }
            _mm512_store_si512(space->codes + ((size_t)k * VECTORS + v) * 64, packed(code, grain));
        }
    }
}

// The second layer and what is added to it.
INLINE void gather(const layer *layer, const workspace *space, const tile *tile, const __m512 step[VECTORS],
                   bool residual, grain grain) {
    for (int output = 0; output < layer->outputs; output += OUTPUTS) {
        __m512i sums[OUTPUTS][VECTORS];
        multiply(layer, output, space->codes, sums, grain);
        for (int i = 0; i < OUTPUTS; i++) {
            long place = (output + i) * tile->stride;
            __m512 scale = _mm512_set1_ps(layer->scale[output + i]);
            __m512 base = _mm512_set1_ps(layer->offset[output + i] + least_gelu * layer->sum[output + i]);
            for (int v = 0; v < VECTORS; v++) {
                __m512 value = _mm512_cvtepi32_ps(sums[i][v]);
                value = _mm512_fmadd_ps(value, _mm512_mul_ps(scale, step[v]), base);
                if (residual)
                    value = _mm512_add_ps(value, _mm512_maskz_loadu_ps(tile->lanes[v], tile->from[v] + place));
                _mm512_mask_storeu_ps(tile->to[v] + place, tile->lanes[v], value);
            }
        }
    }
}

INLINE void mix(const vouch_mixer *mixer, const workspace *space, const tile *tile, grain grain) {
    __m512 step[VECTORS], least[VECTORS], most[VECTORS];
    for (int v = 0; v < VECTORS; v++)
        encode(tile, v, mixer->first.inputs, space->codes, &step[v], &least[v], grain);
    spread(&mixer->first, space, step, least, most, grain);
    encode_hidden(mixer->first.outputs, space, most, step, grain);
    gather(&mixer->second, space, tile, step, mixer->residual, grain);
}

static void mix_all(const vouch_mixer *mixer, const workspace *space, const float *x, float *y, long images,
                    long positions) {
    long vectors = (positions + LANES - 1) / LANES;
    for (long start = 0; start < images * vectors; start += VECTORS) {
        tile tile = {.stride = positions};
        for (int v = 0; v < VECTORS; v++) {
            long place = start + v, image = place / vectors, position = place % vectors * LANES;
            bool isThere = image < images;
            tile.from[v] = isThere ? x + image * mixer->first.inputs * positions + position : x;
            tile.to[v] = isThere ? y + image * mixer->second.outputs * positions + position : y;
            tile.lanes[v] = isThere ? first_lanes(positions - position) : 0;
        }
        if (mixer->fine)
            mix(mixer, space, &tile, words);
        else
            mix(mixer, space, &tile, bytes);
    }
}

END_AVX512

bool vouch_mixer_run(const vouch_mixer *mixer, const float *x, float *y, long images, long positions) {
    int hidden = mixer->first.outputs;
    int most = hidden > mixer->first.inputs ? hidden : mixer->first.inputs;
    workspace space = {.codes = aligned_alloc(64, (size_t)most * VECTORS * LANES * 2),
                       .hidden = aligned_alloc(64, sizeof(float) * hidden * VECTORS * LANES)};
    bool isThere = space.codes && space.hidden;
    if (isThere) mix_all(mixer, &space, x, y, images, positions);
    free(space.codes);
    free(space.hidden);
    return isThere;
}

#else

bool vouch_kernels_run_here(void) { return false; }
vouch_mixer *vouch_mixer_make(int inputs, int hidden, int outputs, const float *first, const float *first_bias,
                              const float *second, const float *second_bias, bool residual, bool fine) {
    return NULL;
}
void vouch_mixer_free(vouch_mixer *mixer) {}
int vouch_mixer_inputs(const vouch_mixer *mixer) { return 0; }
int vouch_mixer_outputs(const vouch_mixer *mixer) { return 0; }
bool vouch_mixer_run(const vouch_mixer *mixer, const float *x, float *y, long images, long positions) {
    return false;
}

#endif
