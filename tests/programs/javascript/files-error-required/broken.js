exports.broken = () => {
  const a = ];
};
