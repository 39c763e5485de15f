"""Reads pictures with the Python package `rapidocr`, one thread, its packaged weights; run by scripts/bench.

    bench_rapidocr.py OUT PICTURE...     writes OUT/answer.json: {"texts": {picture: text}, "seconds": CPU}
"""

import json
import sys
import time
from pathlib import Path

from rapidocr import RapidOCR

engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                          "Global.use_cls": False, "Global.log_level": "error"})
texts = {}
began = time.process_time()
for picture in sys.argv[2:]:
    found = engine(picture)
    texts[picture] = "\n".join(found.txts or ())
Path(sys.argv[1], "answer.json").write_text(json.dumps({"texts": texts, "seconds": time.process_time() - began}))
