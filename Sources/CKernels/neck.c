#include "gate.h"
#include "kernels.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include "rows.h"

// The reach of the smoothing filter to each side, and the rows of a channel that are kept for it.
enum { REACH = 3, SPAN = 2 * REACH + 1, KEPT = 8 };

struct vouch_lateral {
    sums sums;
    gate gate;
};

struct vouch_smooth {
    int channels;
    float *weights;  // SPAN x SPAN a channel
    float *bias;
    sums sums;
    gate gate;
};

vouch_lateral *vouch_lateral_make(int inputs, int outputs, const float *weights, vouch_gate gate,
                                  const float *gate_numbers) {
    vouch_lateral *lateral = inputs > 0 && outputs > 0 ? calloc(1, sizeof *lateral) : NULL;
    if (!lateral) return NULL;
    if (!sums_fill(&lateral->sums, outputs, inputs, weights, NULL) ||
        !gate_make(&lateral->gate, outputs, gate, gate_numbers)) {
        vouch_lateral_free(lateral);
        return NULL;
    }
    return lateral;
}

void vouch_lateral_free(vouch_lateral *lateral) {
    sums_free(&lateral->sums);
    gate_free(&lateral->gate);
    free(lateral);
}

int vouch_lateral_inputs(const vouch_lateral *lateral) { return lateral->sums.taps; }

int vouch_lateral_outputs(const vouch_lateral *lateral) { return lateral->sums.outputs; }

vouch_smooth *vouch_smooth_make(int inputs, int outputs, const float *filter, const float *filter_bias,
                                const float *weights, vouch_gate gate, const float *gate_numbers) {
    vouch_smooth *smooth = inputs > 0 && outputs > 0 ? calloc(1, sizeof *smooth) : NULL;
    if (!smooth) return NULL;
    size_t size = (size_t)inputs * SPAN * SPAN;
    smooth->channels = inputs;
    smooth->weights = malloc(sizeof(float) * size);
    smooth->bias = malloc(sizeof(float) * inputs);
    if (!smooth->weights || !smooth->bias || !sums_fill(&smooth->sums, outputs, inputs, weights, NULL) ||
        !gate_make(&smooth->gate, outputs, gate, gate_numbers)) {
        vouch_smooth_free(smooth);
        return NULL;
    }
    memcpy(smooth->weights, filter, sizeof(float) * size);
    memcpy(smooth->bias, filter_bias, sizeof(float) * inputs);
    return smooth;
}

void vouch_smooth_free(vouch_smooth *smooth) {
    free(smooth->weights);
    free(smooth->bias);
    sums_free(&smooth->sums);
    gate_free(&smooth->gate);
    free(smooth);
}

int vouch_smooth_inputs(const vouch_smooth *smooth) { return smooth->channels; }

int vouch_smooth_outputs(const vouch_smooth *smooth) { return smooth->sums.outputs; }

BEGIN_AVX512

// Adds a row of half the width, each of its columns twice.
static void add_doubled(float *row, const float *half, long width) {
    const __m512i twice = _mm512_set_epi32(7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0);
    for (long column = 0; column < width; column += LANES) {
        __mmask16 lanes = first_lanes(width - column);
        __m512 low = _mm512_maskz_loadu_ps(first_lanes((width + 1) / 2 - column / 2), half + column / 2);
        __m512 value = _mm512_maskz_loadu_ps(lanes, row + column);
        _mm512_mask_storeu_ps(row + column, lanes, _mm512_add_ps(value, _mm512_permutexvar_ps(twice, low)));
    }
}

// The weights of an image: each output's times its factor, which follows from the mean of the layer's outputs, that
// is from the layer of the inputs' means.
static bool gated(const vouch_lateral *lateral, const float *x, long positions, sums *gated) {
    const sums *sums = &lateral->sums;
    float *means = malloc(sizeof(float) * (sums->taps + sums->outputs));
    if (!means || !sums_make(gated, sums->outputs, sums->taps)) {
        free(means);
        return false;
    }
    float *factors = means + sums->taps;
    for (int input = 0; input < sums->taps; input++) means[input] = mean(x + input * positions, positions);
    for (int output = 0; output < sums->outputs; output++) {
        factors[output] = 0;
        for (int input = 0; input < sums->taps; input++)
            factors[output] += *sums_weight(sums, output, input) * means[input];
    }
    bool isThere = gate_factors(&lateral->gate, factors);
    for (int output = 0; isThere && output < sums->outputs; output++)
        for (int input = 0; input < sums->taps; input++)
            *sums_weight(gated, output, input) = *sums_weight(sums, output, input) * factors[output];
    free(means);
    return isThere;
}

static void lateral_row(const sums *sums, const float *x, const float *low, long row, long height, long width,
                        const float **taps, float *to, long stride) {
    for (int input = 0; input < sums->taps; input++) taps[input] = x + (input * height + row) * width;
    sum_rows(sums, taps, width, to, stride, false);
    long half_width = (width + 1) / 2, half_height = (height + 1) / 2;
    for (int output = 0; low && output < sums->outputs; output++)
        add_doubled(to + output * stride, low + (output * half_height + row / 2) * half_width, width);
}

// A row of a channel's filter: 7 x 7 weighted positions, `rows` being those above, at and below.
static void filter_row(const float *const rows[SPAN], const float *weights, float bias, long width, float *to) {
    for (long column = 0; column < width; column += WIDE) {
        __m512 near[2] = {_mm512_set1_ps(bias), _mm512_setzero_ps()};
        __m512 far[2] = {_mm512_set1_ps(bias), _mm512_setzero_ps()};
        for (int down = 0; down < SPAN; down++) {
            const float *row = rows[down] + column - REACH;
            for (int across = 0; across < SPAN; across++) {
                __m512 weight = _mm512_set1_ps(weights[down * SPAN + across]);
                near[across & 1] = _mm512_fmadd_ps(_mm512_loadu_ps(row + across), weight, near[across & 1]);
                far[across & 1] = _mm512_fmadd_ps(_mm512_loadu_ps(row + across + LANES), weight, far[across & 1]);
            }
        }
        _mm512_storeu_ps(to + column, _mm512_add_ps(near[0], near[1]));
        _mm512_storeu_ps(to + column + LANES, _mm512_add_ps(far[0], far[1]));
    }
}

// Where the rows to be smoothed come from: an image, or a lateral's sums of one.
typedef struct {
    const sums *lateral;
    const float *x, *low;
    const float **taps;
} source;

typedef struct {
    float *kept;      // KEPT rows of every channel
    float *filtered;  // a row of every channel
    float *nothing;
    const float **taps;
} smooth_space;

static void smooth_image(const vouch_smooth *smooth, const source *source, const smooth_space *space, float *y,
                         long height, long width) {
    int channels = smooth->channels;
    long stride = padded(width), made = 0;
    for (long row = 0; row < height; row++) {
        for (; made <= row + REACH && made < height; made++) {
            float *to = space->kept + (made % KEPT) * channels * stride + MARGIN;
            if (source->lateral) {
                lateral_row(source->lateral, source->x, source->low, made, height, width, source->taps, to, stride);
            } else {
                for (int c = 0; c < channels; c++)
                    memcpy(to + c * stride, source->x + (c * height + made) * width, sizeof(float) * width);
            }
        }
        for (int c = 0; c < channels; c++) {
            const float *rows[SPAN];
            for (int i = 0; i < SPAN; i++) {
                long seen = row + i - REACH;
                rows[i] = seen < 0 || seen >= height
                              ? space->nothing + MARGIN
                              : space->kept + ((seen % KEPT) * channels + c) * stride + MARGIN;
            }
            float *to = space->filtered + c * stride;
            filter_row(rows, smooth->weights + (size_t)c * SPAN * SPAN, smooth->bias[c], width, to);
            space->taps[c] = to;
        }
        sum_rows(&smooth->sums, space->taps, width, y + row * width, height * width, false);
    }
}

static bool gate_image(const gate *gate, float *y, long positions) {
    float *factors = malloc(sizeof(float) * gate->channels);
    if (!factors) return false;
    for (int c = 0; c < gate->channels; c++) factors[c] = mean(y + c * positions, positions);
    bool isThere = gate_factors(gate, factors);
    for (int c = 0; isThere && c < gate->channels; c++) scale_plane(y + c * positions, positions, factors[c]);
    free(factors);
    return isThere;
}

END_AVX512

bool vouch_lateral_run(const vouch_lateral *lateral, const float *x, const float *low, float *y, long images,
                       long height, long width) {
    const sums *plain = &lateral->sums;
    long positions = height * width, fewer = ((height + 1) / 2) * ((width + 1) / 2);
    const float **taps = malloc(sizeof(float *) * plain->taps);
    bool isThere = taps != NULL;
    for (long image = 0; isThere && image < images; image++) {
        sums sums = {0};
        const float *from = x + image * plain->taps * positions;
        isThere = gated(lateral, from, positions, &sums);
        for (long row = 0; isThere && row < height; row++)
            lateral_row(&sums, from, low ? low + image * plain->outputs * fewer : NULL, row, height, width, taps,
                        y + image * plain->outputs * positions + row * width, positions);
        sums_free(&sums);
    }
    free(taps);
    return isThere;
}

bool vouch_smooth_run(const vouch_smooth *smooth, const vouch_lateral *lateral, const float *x, const float *low,
                      float *y, long images, long height, long width) {
    int channels = smooth->channels, inputs = lateral ? lateral->sums.taps : channels;
    long positions = height * width, fewer = ((height + 1) / 2) * ((width + 1) / 2), stride = padded(width);
    size_t kept = (size_t)KEPT * channels * stride;
    smooth_space space = {floats(kept), floats((size_t)channels * stride), calloc(stride, sizeof(float)),
                          malloc(sizeof(float *) * channels)};
    source source = {.taps = malloc(sizeof(float *) * inputs)};
    bool isThere = space.kept && space.filtered && space.nothing && space.taps && source.taps;
    if (isThere) memset(space.kept, 0, sizeof(float) * kept);
    for (long image = 0; isThere && image < images; image++) {
        sums sums = {0};
        float *to = y + image * smooth->sums.outputs * positions;
        source.x = x + image * inputs * positions;
        source.low = low ? low + image * channels * fewer : NULL;
        if (lateral) isThere = gated(lateral, source.x, positions, &sums);
        source.lateral = lateral ? &sums : NULL;
        if (isThere) smooth_image(smooth, &source, &space, to, height, width);
        if (isThere) isThere = gate_image(&smooth->gate, to, positions);
        sums_free(&sums);
    }
    free(space.kept);
    free(space.filtered);
    free(space.nothing);
    free(space.taps);
    free(source.taps);
    return isThere;
}

#else

vouch_lateral *vouch_lateral_make(int inputs, int outputs, const float *weights, vouch_gate gate,
                                  const float *gate_numbers) {
    return NULL;
}
void vouch_lateral_free(vouch_lateral *lateral) {}
int vouch_lateral_inputs(const vouch_lateral *lateral) { return 0; }
int vouch_lateral_outputs(const vouch_lateral *lateral) { return 0; }
bool vouch_lateral_run(const vouch_lateral *lateral, const float *x, const float *low, float *y, long images,
                       long height, long width) {
    return false;
}
vouch_smooth *vouch_smooth_make(int inputs, int outputs, const float *filter, const float *filter_bias,
                                const float *weights, vouch_gate gate, const float *gate_numbers) {
    return NULL;
}
void vouch_smooth_free(vouch_smooth *smooth) {}
int vouch_smooth_inputs(const vouch_smooth *smooth) { return 0; }
int vouch_smooth_outputs(const vouch_smooth *smooth) { return 0; }
bool vouch_smooth_run(const vouch_smooth *smooth, const vouch_lateral *lateral, const float *x, const float *low,
                      float *y, long images, long height, long width) {
    return false;
}

#endif
