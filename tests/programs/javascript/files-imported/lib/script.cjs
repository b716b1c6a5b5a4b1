exports.answer = 42;
exports.more = [__filename.endsWith("script.cjs"), typeof require];
