"""ListNode and TreeNode for tested programs in Java that name them and do not declare them."""

import re
from dataclasses import replace

from codesala.runner.java import KINDS, TOKEN
from codesala.runner.program import SOURCE, Program

PROVIDED = {
    "ListNode": """public class ListNode {
    int val;
    ListNode next;
    ListNode() {}
    ListNode(int val) { this.val = val; }
    ListNode(int val, ListNode next) { this.val = val; this.next = next; }
}
""",
    "TreeNode": """public class TreeNode {
    int val;
    TreeNode left, right;
    TreeNode() {}
    TreeNode(int val) { this.val = val; }
    TreeNode(int val, TreeNode left, TreeNode right) { this.val = val; this.left = left; this.right = right; }
}
""",
}
NAMED = re.compile("|".join(PROVIDED))


def with_nodes(program: Program) -> Program:
    """Takes time on long programs."""
    sources = [text for path, text in program.files.items() if path.endswith(SOURCE) and NAMED.search(text)]
    named, declared = set[str](), set[str]()
    for text in sources:
        before = ""
        for token in TOKEN.finditer(text):
            word = token["word"]
            if word in PROVIDED:
                (declared if before in KINDS else named).add(word)
            before = word or ""
    files = {f"{name}{SOURCE}": PROVIDED[name] for name in named - declared}
    return replace(program, files={**files, **program.files}) if files else program
