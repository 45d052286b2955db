/** Threads that trace: what all tracing has to heed, whatever it is for. */
package io.sluice.trace.tracer;
