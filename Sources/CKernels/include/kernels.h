// The inner loops of the neural reader's networks in whole numbers, for processors with AVX-512 VNNI.
//
// Activations are coded for each position of an image by their own least and greatest value, weights for
// each output by their greatest: nothing needs to be calibrated. Tensors are floats, channels before positions.
#ifndef VOUCH_KERNELS_H
#define VOUCH_KERNELS_H

#include <stdbool.h>

#pragma clang assume_nonnull begin

// Whether this processor runs the kernels below.
bool vouch_kernels_run_here(void);

// Two layers that mix the channels of each position, with a GELU between: outputs = W2 gelu(W1 x + b1) + b2 (+ x).
typedef struct vouch_mixer vouch_mixer;

// Makes a mixer of rows of weights, one row an output; NULL where sizes are no multiples of 4 or memory is short.
// `residual` adds the input to the output, which then has as many channels. `fine` codes in 12 bits, not 8:
// hardly to be told from floats, at twice the time.
vouch_mixer *_Nullable vouch_mixer_make(int inputs, int hidden, int outputs, const float *first,
                                        const float *first_bias, const float *second, const float *second_bias,
                                        bool residual, bool fine);
void vouch_mixer_free(vouch_mixer *mixer);
int vouch_mixer_inputs(const vouch_mixer *mixer);
int vouch_mixer_outputs(const vouch_mixer *mixer);

// Mixes `images` of `positions` each; false where memory is short.
bool vouch_mixer_run(const vouch_mixer *mixer, const float *x, float *y, long images, long positions);

// A convolution of 3 x 3 that treats each channel alone, with zeros around the image.
typedef struct vouch_filter vouch_filter;

// Makes a filter of 9 weights and an offset a channel; strides are 1 or 2.
vouch_filter *_Nullable vouch_filter_make(int channels, const float *weights, const float *bias, int stride_down,
                                          int stride_across);
void vouch_filter_free(vouch_filter *filter);
int vouch_filter_channels(const vouch_filter *filter);
long vouch_filter_height(const vouch_filter *filter, long height);
long vouch_filter_width(const vouch_filter *filter, long width);
void vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width);

#pragma clang assume_nonnull end
#endif
