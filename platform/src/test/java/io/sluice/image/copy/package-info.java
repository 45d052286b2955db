/** Tests of sets that go to several sinks. */
package io.sluice.image.copy;
