import * as core from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import heatmap from 'plotly.js/lib/heatmap';
import scatter from 'plotly.js/lib/scatter';
import scatter3d from 'plotly.js/lib/scatter3d';
// The strict one builds no code from text, which the page's security policy forbids.
import scattergl from 'plotly.js/src/traces/scattergl/strict';

// Built from source so that only the five traces used are in the bundle.
const Plotly = ('default' in core ? core.default : core) as typeof core;
Plotly.register([scattergl, scatter, scatter3d, bar, heatmap]);

export { Plotly };
