//SOURCES ../../Library.java

package test.support;

import backend.plain.DecoratedPlain;
import backend.plain.PlainBackends;

/// A backend that misbehaves. It is the base class of mutants that change one operation.
public class PlainMutant extends DecoratedPlain {
  /// @param backend id of the backend that is changed
  protected PlainMutant(String backend) {
    super(PlainBackends.open(backend));
  }
}
