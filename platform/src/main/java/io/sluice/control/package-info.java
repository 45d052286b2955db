/** What a caller holds of a running request: cancelling, the time limit, progress. */
package io.sluice.control;
