# How a thread leaves its stack and comes back, and how it begins on one of its own: see threads.cpp.
.globaltype __stack_pointer, i32

.functype codesala_pause (i32, i32) -> ()
.import_module codesala_pause, codesala
.import_name codesala_pause, pause

.functype codesala_run (i32) -> ()

.globl codesala_turn
.type codesala_turn,@function
codesala_turn:
  .functype codesala_turn (i32, i32) -> ()
  .local i32
  global.get __stack_pointer
  local.set 2
  local.get 0
  local.get 1
  call codesala_pause
  local.get 2
  global.set __stack_pointer
  end_function

.globl codesala_begin
.type codesala_begin,@function
.export_name codesala_begin, codesala_begin
codesala_begin:
  .functype codesala_begin (i32) -> ()
  local.get 0
  i32.load 0
  global.set __stack_pointer
  local.get 0
  call codesala_run
  end_function
