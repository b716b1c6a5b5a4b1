import getpass
import warnings

warnings.simplefilter("ignore")
password = getpass.getpass()
again = getpass.getpass("Again: ")
print(len(password), password == again)
