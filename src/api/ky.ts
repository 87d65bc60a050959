// By name, because what a dynamic import calls default differs between an ES module and the CommonJS build.
export { default as ky } from 'ky';
