import hashlib

print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex())
print(hashlib.pbkdf2_hmac("sha1", b"p", b"s", 1, 50).hex())
try:
    hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1, 0)
except ValueError as error:
    print(error)
print(hashlib.scrypt(b"password", salt=b"salt", n=2, r=8, p=1).hex())
