/**
 * Draining what was at one instant: in the stop of a dump a copy of the memory is made by copy-on-write, which takes about
 * 25 ms a GiB of small pages; its pages are read while the task runs on.
 */
package io.sluice.drain.fork;
