/** Against a cluster in the tests' process; compiled and run with {@code -Phdfs} alone. */
package io.sluice.sink.hdfs.cluster;
