function App() { return <div>Hello</div>; }
console.log(App());
