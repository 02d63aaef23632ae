// Command log-go audits the log of a running Muster with an implementation that we did not write:
// golang.org/x/mod/sumdb/note opens the checkpoint, golang.org/x/mod/sumdb/tlog checks every proof.
// Only the reading of tiles from the addresses of C2SP tlog-tiles is ours.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var (
	prefix = flag.String("url", "", "address of the log, such as http://127.0.0.1:4800/log")
	vkey   = flag.String("vkey", "", "verifier key of the log")
	leaf   = flag.String("leaf", "", "a leaf, 32 bytes in hexadecimal digits")
	index  = flag.Int64("index", -1, "the place of the leaf")
	proof  = flag.String("proof", "", "the server's own proof: hashes, comma separated")
	size   = flag.Int64("size", 0, "the size of the tree of that proof")
	older  = flag.String("older", "", "file with a checkpoint kept from earlier")
)

func main() {
	flag.Parse()
	if err := audit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func audit() error {
	verifier, err := note.NewVerifier(*vkey)
	if err != nil {
		return fmt.Errorf("verifier key: %w", err)
	}
	text, err := fetch("checkpoint")
	if err != nil {
		return err
	}
	newest, err := openCheckpoint(text, verifier)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("checkpoint: signed by %s over %d leaves\n", verifier.Name(), newest.N)
	// Every tile that this reader hands out was checked against the root of the checkpoint.
	hashes := tlog.TileHashReader(newest, tiles{})
	for _, check := range []func(tlog.Tree, tlog.HashReader, note.Verifier) error{
		checkLeaf, checkServersProof, checkOlder, checkEntries,
	} {
		if err := check(newest, hashes, verifier); err != nil {
			return err
		}
	}
	return nil
}

func checkLeaf(newest tlog.Tree, hashes tlog.HashReader, _ note.Verifier) error {
	content, err := hex.DecodeString(*leaf)
	if err != nil {
		return err
	}
	path, err := tlog.ProveRecord(newest.N, *index, hashes)
	if err != nil {
		return fmt.Errorf("inclusion from tiles: %w", err)
	}
	if err := tlog.CheckRecord(path, newest.N, newest.Hash, *index, tlog.RecordHash(content)); err != nil {
		return fmt.Errorf("inclusion from tiles: %w", err)
	}
	fmt.Printf("inclusion: leaf %d holds by %d hashes from tiles\n", *index, len(path))
	return nil
}

func checkServersProof(newest tlog.Tree, hashes tlog.HashReader, _ note.Verifier) error {
	content, err := hex.DecodeString(*leaf)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(*size, hashes)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, text := range strings.FieldsFunc(*proof, func(r rune) bool { return r == ',' }) {
		bytes, err := hex.DecodeString(text)
		if err != nil || len(bytes) != tlog.HashSize {
			return fmt.Errorf("the server's proof holds %q", text)
		}
		var hash tlog.Hash
		copy(hash[:], bytes)
		path = append(path, hash)
	}
	if err := tlog.CheckRecord(path, *size, root, *index, tlog.RecordHash(content)); err != nil {
		return fmt.Errorf("the server's own proof: %w", err)
	}
	fmt.Printf("inclusion: leaf %d holds by the server's own %d hashes\n", *index, len(path))
	return nil
}

func checkOlder(newest tlog.Tree, hashes tlog.HashReader, verifier note.Verifier) error {
	text, err := os.ReadFile(*older)
	if err != nil {
		return err
	}
	first, err := openCheckpoint(text, verifier)
	if err != nil {
		return fmt.Errorf("older checkpoint: %w", err)
	}
	path, err := tlog.ProveTree(newest.N, first.N, hashes)
	if err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	if err := tlog.CheckTree(path, newest.N, newest.Hash, first.N, first.Hash); err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	fmt.Printf("consistency: %d leaves begin the %d by %d hashes\n", first.N, newest.N, len(path))
	return nil
}

// checkEntries hashes every entry and compares it with the leaf hash in the verified tiles.
func checkEntries(newest tlog.Tree, hashes tlog.HashReader, _ note.Verifier) error {
	for start := int64(0); start < newest.N; start += 256 {
		width := newest.N - start
		if width > 256 {
			width = 256
		}
		bundle, err := fetch("tile/entries/" + place(start/256, width))
		if err != nil {
			return err
		}
		for at := start; at < start+width; at++ {
			if len(bundle) < 34 || bundle[0] != 0 || bundle[1] != 32 {
				return fmt.Errorf("entry %d is not of 32 bytes", at)
			}
			known, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, at)})
			if err != nil {
				return err
			}
			if known[0] != tlog.RecordHash(bundle[2:34]) {
				return fmt.Errorf("entry %d does not hash to its leaf", at)
			}
			bundle = bundle[34:]
		}
		if len(bundle) != 0 {
			return fmt.Errorf("bundle %d is too long", start/256)
		}
	}
	fmt.Printf("entries: all %d hash to their leaves\n", newest.N)
	return nil
}

// openCheckpoint reads a checkpoint of C2SP tlog-checkpoint; note checks the signature.
func openCheckpoint(text []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("unexpected text %q", opened.Text)
	}
	count, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("unexpected root %q", lines[2])
	}
	tree := tlog.Tree{N: count}
	copy(tree.Hash[:], root)
	return tree, nil
}

// tiles reads tiles of height 8 from the addresses of C2SP tlog-tiles, which leave the height out.
type tiles struct{}

func (tiles) Height() int                     { return 8 }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		bytes, err := fetch(fmt.Sprintf("tile/%d/%s", tile.L, place(tile.N, int64(tile.W))))
		if err != nil {
			return nil, err
		}
		read = append(read, bytes)
	}
	return read, nil
}

// place writes the index of a tile in groups of three digits, and the width of a partial one.
func place(index, width int64) string {
	text := fmt.Sprintf("%03d", index%1000)
	for index /= 1000; index > 0; index /= 1000 {
		text = fmt.Sprintf("x%03d/%s", index%1000, text)
	}
	if width < 256 {
		text += fmt.Sprintf(".p/%d", width)
	}
	return text
}

func fetch(path string) ([]byte, error) {
	response, err := http.Get(*prefix + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}
