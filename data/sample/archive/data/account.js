window.YTD.account.part0 = [
 {
  "account": {
   "username": "tessharrow_demo",
   "accountId": "1000000001",
   "accountDisplayName": "Tess Harrow (fictional)",
   "createdAt": "2022-11-01T09:00:00.000Z"
  }
 }
]
