/** Tests of the sink that encrypts. */
package io.sluice.sink.encrypt;
