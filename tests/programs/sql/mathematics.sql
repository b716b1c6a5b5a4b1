.mode list
SELECT log(100), log(2, 8), ln(1), log2(8), log10(1000), exp(0);
SELECT ceil(1.2), ceil(5), floor(-1.2), trunc(2.7), sign(-2.5), sign('a'), log(0);
SELECT power(2, 10), sqrt(16), mod(7, 4), degrees(pi()), ceil('abc');
SELECT typeof(ceil(1.5)), typeof(floor(2)), typeof(sign(2.5));
