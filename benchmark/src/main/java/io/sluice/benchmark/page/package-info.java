/** How results are shown: tables with medians and ratios, and plots. Nothing here measures. */
package io.sluice.benchmark.page;
