//SOURCES AsyncTree.java
//SOURCES Skynet.java
//SOURCES Tree.java
//SOURCES TreeShape.java

package scenario;

import module java.base;

/// Makes trees.
public final class Trees {
  private Trees() {}

  /// @param leaves of `skynet`
  /// @param depth levels below the root of the others
  /// @param io how long a leaf of the others waits that waits
  public static Tree draw(TreeShape shape, int leaves, int depth, Duration io, long seed) {
    return shape == TreeShape.SKYNET ? new Skynet(leaves) : AsyncTree.draw(shape, depth, io, seed);
  }
}
