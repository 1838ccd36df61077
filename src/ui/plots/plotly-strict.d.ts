declare module 'plotly.js/src/traces/scattergl/strict' {
  import scattergl from 'plotly.js/lib/scattergl';
  export default scattergl;
}
