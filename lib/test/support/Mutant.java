//SOURCES ../../Library.java

package test.support;

import module java.base;

import backend.Backend;
import backend.Backends;
import backend.Decorated;

/// A mutant of an adapter: a correct adapter with a single operation changed.
class Mutant extends Decorated<Object> {
  final Backend<Object> good = inner;

  Mutant() {
    this("virtual-threads");
  }

  Mutant(String backend) {
    super(Backends.find(backend).orElseThrow().open());
  }
}
