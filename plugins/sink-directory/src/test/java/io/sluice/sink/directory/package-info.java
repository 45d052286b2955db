/** Tests of the sink to a directory, on real folders, with real processes and a real full disk. */
package io.sluice.sink.directory;
