/** Descriptors, and the files behind them. */
package io.sluice.state.file;
