export default (radius) => Math.PI * radius ** 2;
