import os
import subprocess

os.system("")
print(subprocess.run(["echo", "hello"], capture_output=True, text=True, check=False).stdout)
