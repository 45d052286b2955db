/**
 * Sluice as a library: {@link io.sluice.Sluice} takes requests and answers with reports. It writes to no standard stream,
 * never exits, and may be used by several threads at once.
 */
package io.sluice;
