TABLE = {"tea": 3, "coffee": 4}
