// An operator of ours in ONNX Runtime's table of function pointers: `OrtCustomOp` of onnxruntime_c_api.h, version 17.
#ifndef VOUCH_ONNX_OPERATOR_H
#define VOUCH_ONNX_OPERATOR_H

#include <stddef.h>
#include <stdint.h>

struct vouch_onnx_operator;

typedef const struct vouch_onnx_operator *vouch_operator;

struct vouch_onnx_operator {
    uint32_t version;
    void *(*create_kernel)(vouch_operator, const void *api, const void *info);
    const char *(*name)(vouch_operator);
    const char *(*provider)(vouch_operator);
    int (*input_type)(vouch_operator, size_t);
    size_t (*input_count)(vouch_operator);
    int (*output_type)(vouch_operator, size_t);
    size_t (*output_count)(vouch_operator);
    void (*compute)(void *kernel, void *context);
    void (*destroy_kernel)(void *kernel);
    int (*input_characteristic)(vouch_operator, size_t);
    int (*output_characteristic)(vouch_operator, size_t);
    int (*input_memory)(vouch_operator, size_t);
    int (*least_inputs)(vouch_operator);
    int (*same_inputs)(vouch_operator);
    int (*least_outputs)(vouch_operator);
    int (*same_outputs)(vouch_operator);
    void *(*create_kernel_or_status)(vouch_operator, const void *api, const void *info, void **kernel);
    void *(*compute_or_status)(void *kernel, void *context);
    void *(*infer_shape)(vouch_operator, void *context);
    int (*start_version)(vouch_operator);
    int (*end_version)(vouch_operator);

    // Ours: what the functions find the kernels by.
    const void *owner;
};

#endif
