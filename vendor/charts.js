// The charts of the page of an audit, and nothing else of ECharts.
import { BarChart, TreemapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer, TooltipComponent, TreemapChart]);
globalThis.reviewbotCharts = { init };
