/** A sink that only appends: a set becomes one tar. */
package org.example.sink.tar;
