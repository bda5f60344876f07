package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"time"
)

// certificatesRequest asks for a new certificate authority and certificates that it
// signs: of servers for the given names and addresses, and of clients whose common
// names are given. The answer is {ca, servers: [{cert, key}], clients: [{cert, key}]},
// all PEM; they are valid from an hour ago for a day.
type certificatesRequest struct {
	Servers [][]string
	Clients []string
}

func certificatesOp(r certificatesRequest) (any, error) {
	ca, err := newPair(&x509.Certificate{
		Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign,
	}, nil)
	if err != nil {
		return nil, err
	}
	servers, clients := []object{}, []object{}
	for _, names := range r.Servers {
		template := &x509.Certificate{
			Subject: pkix.Name{CommonName: "test server"}, KeyUsage: x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		}
		for _, name := range names {
			if ip := net.ParseIP(name); ip != nil {
				template.IPAddresses = append(template.IPAddresses, ip)
			} else {
				template.DNSNames = append(template.DNSNames, name)
			}
		}
		one, err := newPair(template, ca)
		if err != nil {
			return nil, err
		}
		servers = append(servers, object{"cert": one.certPEM, "key": one.keyPEM})
	}
	for _, name := range r.Clients {
		one, err := newPair(&x509.Certificate{
			Subject: pkix.Name{CommonName: name}, KeyUsage: x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
		}, ca)
		if err != nil {
			return nil, err
		}
		clients = append(clients, object{"cert": one.certPEM, "key": one.keyPEM})
	}
	return object{"ca": ca.certPEM, "servers": servers, "clients": clients}, nil
}

type pair struct {
	cert            *x509.Certificate
	key             crypto.Signer
	certPEM, keyPEM string
}

// newPair signs the template with the parent, or with its own key without one.
func newPair(template *x509.Certificate, parent *pair) (*pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return nil, err
	}
	template.SerialNumber = serial
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(23*time.Hour)
	issuer, signer := template, crypto.Signer(key)
	if parent != nil {
		issuer, signer = parent.cert, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, key.Public(), signer)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return &pair{
		cert: cert, key: key,
		certPEM: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		keyPEM:  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})),
	}, nil
}
