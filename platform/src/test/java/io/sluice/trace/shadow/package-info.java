/** Calls inside real targets, and what is left of them. */
package io.sluice.trace.shadow;
