/* The frame of OpenID Connect Session Management 1.0 §3.2: a relying party's page posts
   "client_id session_state" and hears "unchanged", "changed" or "error". It reads one
   cookie of this page and no network. Written for old engines too. */
(function () {
  "use strict";
  var name = document.currentScript.getAttribute("data-cookie");

  function state() {
    var all = document.cookie ? document.cookie.split("; ") : [];
    for (var i = 0; i < all.length; i += 1) {
      if (all[i].indexOf(name + "=") === 0) return all[i].slice(name.length + 1);
    }
    return "";
  }

  /* SHA-256 (FIPS 180-4) of an ASCII text: crypto.subtle is absent in frames of plain
     http pages, and answers too late for engines that wait for no promise. */
  function primes(count, power) {
    var found = [], n, i;
    for (n = 2; found.length < count; n += 1) {
      for (i = 0; i < found.length && n % found[i]; i += 1);
      if (i === found.length) found.push(n);
    }
    return found.map(function (p) {
      var root = Math.pow(p, power);
      return ((root - Math.floor(root)) * 4294967296) | 0;
    });
  }
  var K = primes(64, 1 / 3), START = primes(8, 1 / 2);

  function right(x, n) { return (x >>> n) | (x << (32 - n)); }

  function sha256(text) {
    var words = [], bits = text.length * 8, hash = START.slice(), w = [], i, j;
    for (i = 0; i < text.length; i += 1) words[i >> 2] |= (text.charCodeAt(i) & 255) << (24 - (i % 4) * 8);
    words[text.length >> 2] |= 128 << (24 - (text.length % 4) * 8);
    var blocks = ((text.length + 8) >> 6) + 1;
    words[blocks * 16 - 1] = bits;
    for (j = 0; j < blocks; j += 1) {
      var h = hash.slice();
      for (i = 0; i < 64; i += 1) {
        if (i < 16) w[i] = words[j * 16 + i] | 0;
        else {
          var s0 = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ (w[i - 15] >>> 3);
          var s1 = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ (w[i - 2] >>> 10);
          w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
        }
        var t1 = (h[7] + (right(h[4], 6) ^ right(h[4], 11) ^ right(h[4], 25)) + ((h[4] & h[5]) ^ (~h[4] & h[6])) + K[i] + w[i]) | 0;
        var t2 = ((right(h[0], 2) ^ right(h[0], 13) ^ right(h[0], 22)) + ((h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2]))) | 0;
        h = [(t1 + t2) | 0, h[0], h[1], h[2], (h[3] + t1) | 0, h[4], h[5], h[6]];
      }
      for (i = 0; i < 8; i += 1) hash[i] = (hash[i] + h[i]) | 0;
    }
    return hash.map(function (x) { return ("0000000" + (x >>> 0).toString(16)).slice(-8); }).join("");
  }

  function answer(said, origin) {
    var parts = typeof said === "string" ? said.split(" ") : [];
    var given = (parts[1] || "").split(".");
    if (parts.length !== 2 || !parts[0] || given.length !== 2 || !given[0] || !given[1]) return "error";
    var right_ = sha256(parts[0] + " " + origin + " " + state() + " " + given[1]);
    return state() && given[0] === right_ ? "unchanged" : "changed";
  }

  window.addEventListener("message", function (event) {
    if (event.source) event.source.postMessage(answer(event.data, event.origin), event.origin);
  }, false);
})();
