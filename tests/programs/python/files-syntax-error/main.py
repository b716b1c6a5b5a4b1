print("before")
import helper
