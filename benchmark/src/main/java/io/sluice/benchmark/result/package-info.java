/** What was measured, as it is kept in a file: everything that the pages are made of. */
package io.sluice.benchmark.result;
