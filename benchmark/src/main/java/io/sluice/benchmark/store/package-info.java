/** How fast a dump goes into an object store, beside a program that does nothing but upload as many bytes. */
package io.sluice.benchmark.store;
