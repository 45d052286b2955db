/** Tests of the stop, with real targets. */
package io.sluice.trace;
