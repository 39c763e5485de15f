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
// False where memory is short.
bool vouch_filter_run(const vouch_filter *filter, const float *x, float *y, long images, long height, long width);

// A gate: the factor of each channel follows from the means of all, by a layer of `narrow` outputs cut off below
// zero, a layer back, and a ramp of that slope about one half. `adds_itself`: the factor is greater by one.
// Its numbers are the first layer's weights, one row an output, then its offsets, and the second's.
typedef struct {
    int narrow;
    float slope;
    bool adds_itself;
} vouch_gate;

// Has a filter's outputs gated; false where memory is short.
bool vouch_filter_gate(vouch_filter *filter, vouch_gate gate, const float *gate_numbers);

// The layers with which both networks begin: 3 x 3 by two, 2 x 2, 2 x 2, 3 x 3 by two, 1 x 1, each cut off below zero;
// the fourth takes the greatest of 2 x 2 of the first beside the third. Sizes are outputs; numbers are each layer's
// weights, one row an output, then its offsets.
typedef struct vouch_stem vouch_stem;
vouch_stem *_Nullable vouch_stem_make(const int sizes[_Nonnull 5], const float *numbers);
void vouch_stem_free(vouch_stem *stem);
int vouch_stem_outputs(const vouch_stem *stem);
bool vouch_stem_run(const vouch_stem *stem, const float *x, float *y, long images, long height, long width);

// A layer that mixes channels, gated, and where `low` is given, an image of half the size added, enlarged.
typedef struct vouch_lateral vouch_lateral;
vouch_lateral *_Nullable vouch_lateral_make(int inputs, int outputs, const float *weights,
                                            vouch_gate gate, const float *gate_numbers);
void vouch_lateral_free(vouch_lateral *lateral);
int vouch_lateral_inputs(const vouch_lateral *lateral);
int vouch_lateral_outputs(const vouch_lateral *lateral);
bool vouch_lateral_run(const vouch_lateral *lateral, const float *x, const float *_Nullable low, float *y, long images,
                       long height, long width);

// A filter of 7 x 7 of each channel, then a layer that mixes them, gated. Where `lateral` is given, it makes the image
// that is filtered.
typedef struct vouch_smooth vouch_smooth;
vouch_smooth *_Nullable vouch_smooth_make(int inputs, int outputs, const float *filter, const float *filter_bias,
                                          const float *weights, vouch_gate gate, const float *gate_numbers);
void vouch_smooth_free(vouch_smooth *smooth);
int vouch_smooth_inputs(const vouch_smooth *smooth);
int vouch_smooth_outputs(const vouch_smooth *smooth);
bool vouch_smooth_run(const vouch_smooth *smooth, const vouch_lateral *_Nullable lateral, const float *x,
                      const float *_Nullable low, float *y, long images, long height, long width);

// Four maps of an eighth, a quarter, a half and the whole of `height` and `width`, which are multiples of 8, put beside
// each other; a 3 x 3 filter of all, cut off below zero; two layers that make 2 x 2 positions of one, the first cut off
// below zero; a sigmoid. Weights of the two layers stand input by input, as they do in ONNX.
typedef struct vouch_head vouch_head;
vouch_head *_Nullable vouch_head_make(int channels, int middle, const float *filter, const float *filter_bias,
                                      const float *first, const float *first_bias, const float *second,
                                      float second_bias);
void vouch_head_free(vouch_head *head);
int vouch_head_channels(const vouch_head *head);
bool vouch_head_run(const vouch_head *head, const float *_Nonnull const maps[_Nonnull 4], float *y, long images,
                    long height, long width);

#pragma clang assume_nonnull end
#endif
