// How much each channel of an image counts, by the means of all channels: the networks' "squeeze and excite".
#ifndef VOUCH_GATE_H
#define VOUCH_GATE_H

#include "kernels.h"

typedef struct {
    int channels, narrow;
    float *down, *down_bias;  // narrow x channels
    float *up, *up_bias;      // channels x narrow
    float slope;              // of the ramp about one half that ends it
    float base;               // 0 or 1: what is added to it
} gate;

// Copies the numbers; false where memory is short.
bool gate_make(gate *gate, int channels, vouch_gate shape, const float *numbers);
void gate_free(gate *gate);

// The factor of each channel, in the place of its mean; false where memory is short.
bool gate_factors(const gate *gate, float *means);

#endif
