import unittest


def add(a, b):
    return a + b


class AddTest(unittest.TestCase):
    def test_right(self):
        self.assertEqual(add(1, 2), 3)

    def test_wrong(self):
        self.assertEqual(add(1, 2), 4)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=0, testRunner=unittest.TextTestRunner(stream=open("/dev/null", "w"))).result
    print(result.testsRun, len(result.failures))
    raise SystemExit(not result.wasSuccessful())
