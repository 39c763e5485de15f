#include "gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static float *copy(const float *from, size_t count) {
    float *to = malloc(sizeof(float) * count);
    if (to) memcpy(to, from, sizeof(float) * count);
    return to;
}

bool gate_make(gate *gate, int channels, vouch_gate shape, const float *numbers) {
    size_t size = (size_t)channels * shape.narrow;
    gate->channels = channels;
    gate->narrow = shape.narrow;
    gate->slope = shape.slope;
    gate->base = shape.adds_itself ? 1 : 0;
    gate->down = copy(numbers, size);
    gate->down_bias = copy(numbers + size, shape.narrow);
    gate->up = copy(numbers + size + shape.narrow, size);
    gate->up_bias = copy(numbers + 2 * size + shape.narrow, channels);
    return gate->down && gate->down_bias && gate->up && gate->up_bias;
}

void gate_free(gate *gate) {
    free(gate->down);
    free(gate->down_bias);
    free(gate->up);
    free(gate->up_bias);
}

bool gate_factors(const gate *gate, float *means) {
    float *narrow = malloc(sizeof(float) * gate->narrow);
    if (!narrow) return false;
    for (int i = 0; i < gate->narrow; i++) {
        float sum = gate->down_bias[i];
        for (int c = 0; c < gate->channels; c++) sum += gate->down[(size_t)i * gate->channels + c] * means[c];
        narrow[i] = fmaxf(sum, 0);
    }
    for (int c = 0; c < gate->channels; c++) {
        float sum = gate->up_bias[c];
        for (int i = 0; i < gate->narrow; i++) sum += gate->up[(size_t)c * gate->narrow + i] * narrow[i];
        means[c] = gate->base + fminf(fmaxf(gate->slope * sum + 0.5f, 0), 1);
    }
    free(narrow);
    return true;
}
