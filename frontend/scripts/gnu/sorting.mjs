// Sorting and heaps: what compares equal is left in the order in which libstdc++ leaves it.
import { including } from "./changes.mjs";

const WITH_SORT = including("sort");

/** @type {import("./changes.mjs").Changes} */
export const SORTING = {
  "__algorithm/sort.h": [
    WITH_SORT,
    [
      / {2}if \(__first == __last\) \/\/ log\(0\)[\s\S]*?__depth_limit\);\n/g,
      "  std::__gnu::__sort<_AlgPolicy>(__first, __last, __comp);\n",
    ],
  ],
  "__algorithm/nth_element.h": [
    WITH_SORT,
    ["std::__nth_element<_AlgPolicy, __comp_ref_type<_Compare> >(", "std::__gnu::__nth<_AlgPolicy>("],
  ],
  "__algorithm/partial_sort.h": [
    WITH_SORT,
    [
      "_IterOps<_AlgPolicy>::iter_swap(__i, __first);\n      std::__sift_down<_AlgPolicy, false>(__first, __comp, __len, 0);",
      "std::__gnu::__pop<_AlgPolicy>(__first, __middle, __i, __comp);",
    ],
    [/ {2}typename iterator_traits<_RandomAccessIterator>::difference_type __len = __middle - __first;\n/g, ""],
  ],
  "__algorithm/make_heap.h": [
    WITH_SORT,
    [/ {2}using __diff_t {5}= [\s\S]*?\n\}\n/g, "  std::__gnu::__heap<_AlgPolicy>(__first, __last, __comp_ref);\n}\n"],
  ],
  "__algorithm/pop_heap.h": [
    WITH_SORT,
    [
      / {2}using value_type = [\s\S]*?\n\}\n/g,
      "  if (__len > 1) {\n    --__last;\n    std::__gnu::__pop<_AlgPolicy>(__first, __last, __last, __comp_ref);\n  }\n}\n",
    ],
  ],
};
