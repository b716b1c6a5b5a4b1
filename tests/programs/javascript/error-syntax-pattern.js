const re = /(ab/;
console.log(re.test('ab'));
