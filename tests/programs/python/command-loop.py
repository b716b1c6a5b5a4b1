# A small shell of commands, as the library has it.
import cmd


class Shop(cmd.Cmd):
    prompt = "shop> "
    intro = "Welcome."

    def do_buy(self, what):
        "buy WHAT"
        print("bought", what)

    def do_quit(self, _):
        return True


Shop().cmdloop()
print("closed")
